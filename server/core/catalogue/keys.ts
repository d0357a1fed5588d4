import type { AnnotationSpec } from "./annotation.ts";
import { partsOutside } from "../text.ts";
import { catalogue, findAnnotation } from "./index.ts";
import { nearest, sameLetters } from "./near.ts";
import { isFamily } from "./families.ts";
import { insteadOfInvented } from "./invented.ts";
import { findFinalizer, finalizers } from "./finalizers.ts";
import { findLabel, labels } from "./labels.ts";

const argoDomain = "argocd.argoproj.io";
const helmDomain = "helm.sh";

/** Mirrors `iterate` in pkg/subscriptions/annotations.go of notifications-engine, which reads nothing else of this domain. */
const notificationsDomain = "notifications.argoproj.io";

/** Domains of Argo CD's companion tools. */
const openDomains = [notificationsDomain, "argocd-notifications.argoproj.io", "argocd-image-updater.argoproj.io"];

/** Domains that people mistake for Argo CD's own; a key in them is taken for one of Argo CD's only if its name is exact. */
const mistakenDomains: ReadonlySet<string> = new Set([
  "argo-cd.io",
  "argo.argoproj.io",
  "argocd.argo-cd.io",
  "argocd.argocd.io",
  "argocd.argocj.io",
  "argocd.argoproj.dev",
  "argocd.argoproj.org",
  "argocd.dev",
  "argocd.io",
]);

/** Annotations, labels and finalizers that are read, without the optional parts of their keys and without families. */
const knownKeys = [...catalogue, ...labels]
  .map(({ key }) => partsOutside(key, "[", "]").join(""))
  .concat(finalizers.map(({ name }) => name))
  .filter((key) => !isFamily(key));

/** The domains that are looked at for misspelt names, and that may be misspelt themselves. */
const ownDomains = [...new Set(catalogue.map(({ key }) => domainOf(key)))].filter((domain) => domain !== "");
const argoDomains = ownDomains.filter((domain) => domain !== helmDomain);
const namesBelow: ReadonlyMap<string, readonly string[]> = new Map(
  ownDomains.map((domain) => [domain, knownKeys.filter((key) => domainOf(key) === domain).map(nameOf)]),
);

const mistakes: ReadonlyMap<string, string> = new Map(
  catalogue.flatMap(({ key, mistakenFor = [] }) => mistakenFor.map((mistake) => [mistake, key] as const)),
);

/** The key that was meant instead of one that nobody reads. */
export interface MeantKey {
  readonly key: string;
  /** Its entry in the catalogue; `undefined` for a label or a finalizer. */
  readonly spec: AnnotationSpec | undefined;
  /** Whether no other key could be meant. */
  readonly sure: boolean;
}

/** Whether a key is in a domain of Argo CD, of one of its companion tools, or of Helm. */
export function isOwnKey(key: string): boolean {
  const domain = domainOf(key).toLowerCase();
  if ([argoDomain, helmDomain, ...openDomains].some((own) => domain === own || domain.endsWith(`.${own}`))) return true;
  return findAnnotation(key) !== undefined;
}

/** Whether a key in a domain of which Argo CD reads every key is not read by anything and does not resemble one that is. */
export function isUnknownKey(key: string): boolean {
  const isOwn = isBelow(argoDomain)(key) || isBelow(notificationsDomain)(key);
  return isOwn && !isKnownKey(key) && insteadOfInvented(key) === undefined && meantKey(key) === undefined;
}

/** The key that was clearly or probably meant by this one; `undefined` for a key that is right, foreign or not recognizable. */
export function meantKey(key: string): MeantKey | undefined {
  if (isKnownKey(key) || insteadOfInvented(key) !== undefined) return undefined;
  const mistaken = mistakes.get(key);
  if (mistaken !== undefined) return toMeantKey(mistaken, key);
  const domain = domainOf(key).toLowerCase();
  const name = nameOf(key);
  const names = namesBelow.get(domain);
  const meant = names === undefined ? exactBelow(domain, name) : nearestBelow(domain, name, names);
  return meant ?? meantSubscription(key, domain, name) ?? exactElsewhere(domain, name);
}

/** A subscription to notifications under another word or in another domain: `subscription.on-deployed.slack`. */
function meantSubscription(key: string, domain: string, name: string): MeantKey | undefined {
  const [word = "", ...parts] = name.split(".");
  if (!/^subscri(?:be[rd]?|bes|ption)$/i.test(word) || parts.length === 0 || parts.includes("")) return undefined;
  if (!/^(?:argocd[.-])?notifications?\.(?:argocd\.)?argoproj\.io$/.test(domain) && domain !== argoDomain)
    return undefined;
  const meant = `notifications.argoproj.io/subscribe.${parts.join(".")}`;
  return meant === key ? undefined : toMeantKey(meant, meant);
}

/** The key with exactly this name in another domain that is looked at: `argocd.argoproj.io/image-list`. */
function exactElsewhere(domain: string, name: string): MeantKey | undefined {
  if (!ownDomains.includes(domain)) return undefined;
  // Names such as "url", which notices have, could be anybody's.
  const telling = ownDomains.filter((it) => !it.endsWith(`.${argoDomain}`));
  const [other, ...others] = telling.filter((it) => namesBelow.get(it)?.includes(name));
  return other === undefined || others.length > 0 ? undefined : toMeantKey(`${other}/${name}`, `${other}/${name}`);
}

function isKnownKey(key: string): boolean {
  return findAnnotation(key) !== undefined || findLabel(key) !== undefined || findFinalizer(key) !== undefined;
}

function nearestBelow(domain: string, name: string, names: readonly string[]): MeantKey | undefined {
  const meant = nearest(name, names);
  const mistaken = mistakes.get(`${domain}/${name.toLowerCase()}`);
  if (meant === undefined) return mistaken === undefined ? undefined : toMeantKey(mistaken, mistaken);
  return toMeantKey(`${domain}/${meant}`, `${domain}/${name}`);
}

/** The key with exactly this name, in a domain that resembles one of Argo CD's, or without a domain. */
function exactBelow(domain: string, name: string): MeantKey | undefined {
  const meantDomain = mistakenDomains.has(domain) ? argoDomain : nearest(domain, argoDomains);
  const meant = `${meantDomain ?? argoDomain}/${name}`;
  if (domain === "" || domain === "argoproj.io") {
    return isTelling(findAnnotation(meant)) ? toMeantKey(meant, meant) : undefined;
  }
  if (meantDomain === undefined) return undefined;
  const key = isKnownKey(meant) ? meant : mistakes.get(meant);
  return key === undefined ? undefined : toMeantKey(key, key);
}

/** Whether the name alone shows what was meant, even in a foreign domain: `sync-wave` does, `refresh` could be anybody's. */
function isTelling(spec: AnnotationSpec | undefined): boolean {
  return spec?.value.type === "integer" || spec?.value.type === "list";
}

function toMeantKey(key: string, written: string): MeantKey {
  const spec = findAnnotation(key);
  // A key that people do not write themselves is only a guess.
  return { key, spec, sure: spec?.writer === "people" || sameLetters(nameOf(key), nameOf(written)) };
}

function isBelow(domain: string): (key: string) => boolean {
  return (key) => domainOf(key).toLowerCase() === domain;
}

function domainOf(key: string): string {
  return key.slice(0, Math.max(key.indexOf("/"), 0));
}

function nameOf(key: string): string {
  return key.slice(key.indexOf("/") + 1);
}
