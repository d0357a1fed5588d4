/** Texts, with the marks of what the cursor may stand on below each line, and behind them what that is. */
export const cases: readonly (readonly [what: string, marks: string])[] = [
  [
    "mappings",
    `
a: one # note
kk vvvv   <- a: | a = one
b:
kk   <- b:
  c-d: 'x'
  kkkk  vv   <- b.c-d: | b.c-d = 'x
  "e" : "y" # z
  kkkk   vv   <- b.e in ": | b.e = "y
  f:
  kk   <- b.f:
      g: https://h:1/ #x
      kk vvvvvvvvvvvvv   <- b.f.g: | b.f.g = https://h:1/
 
K
  - h

i:j: k
kkkk vv   <- i:j: | i:j = k
   
K
  l: m

n
kk   <- n
`,
  ],
  [
    "lists",
    `
a:
kk   <- a:
- one
  iiii   <- a.[] = one
-

- b: "x
  kk  vv   <- a.[].b: | a.[].b = "x
  c:  
  kk VV   <- a.[].c: | a.[].c =
  - d
    ii   <- a.[].c.[] = d
  -   e: f
      kk vv   <- a.[].c.[].e: | a.[].c.[].e = f
      g:
      kk   <- a.[].c.[].g:
- 
  I   <- a.[] =
h:
kk   <- h:
    - - i
        ii   <- h.[].[] = i
      -	j
        ii   <- h.[].[] = j
      -k

  - l

- m

`,
  ],
  [
    "blocks and what an anchor or a tag stands before",
    `
a:
kk   <- a:
  - b: |
    kk   <- a.[].b:
      c: d


K
      e

    f: >-2 # note
    kk   <- a.[].f:
      g: h

   i: j

k: !!str &l m
kk          vv   <- k: | k = m
n: &o
kk   <- n:
  p: |q
  kk vvv   <- n.p: | n.p = |q
r: | # s
kk   <- r:
 t

u
kk   <- u
`,
  ],
  [
    "template actions",
    `
a: {{ .x }}
kk vv   <- a: | a = {{ .x }}
  {{- if .y }}

b: c {{ .d }} e
kk vvvv   <- b: | b = c {{ .d }} e
# f

--- g

...

{{ end }}

h: "{{ i }}"
kk  vv   <- h: | h = "{{ i }}
j: {{k
kk vv   <- j: | j = {{k
`,
  ],
  [
    "keys without a colon",
    `
a:
kk   <- a:
  b
  kk   <- a.b
  "c"
  kkkk   <- a.c in "
  'd
  kkk   <- a.d in '
  e,
  kkk   <- a.e,
  f g

  h #

   i
   kk   <- a.i
 j
 kk   <- a.j
k: l
kk vv   <- k: | k = l
m#n


K
`,
  ],
  [
    "braces and brackets",
    `
a: {b: c, "d" : 'e', f, g:h, i: , j:}
kk  kk vvFkkkk   vv FkkFkkkkFkk VFkk   <- a: | a.b: | a.b = c | a. | a.d in ": | a.d = 'e | a. | a.f | a. | a.g:h | a. | a.i: | a.i = | a. | a.j:
k: [l, "m", n o , ,p] # q
kk  ii  ii  iiii IIii   <- k: | k.[] = l | k.[] = "m | k.[] = n o | k.[] = | k.[] = p
r: {s: [t, {u: v}], 'w':x, y: {}}
kk  kk  ii  kk vv  FkkkkvvFkk  K   <- r: | r.s: | r.s.[] = t | r.s.[].u: | r.s.[].u = v | r. | r.w in ': | r.w = x | r. | r.y: | r.y.
z: []
kk  I   <- z: | z.[] =
`,
  ],
  [
    "braces over several lines",
    `
a: {
kk  F   <- a: | a.
  b: c, # d
FFkk vvFF   <- a. | a.b: | a.b = c | a.
  # e
FFF   <- a.
  f: [
FFkk   <- a. | a.f:
    g
    ii   <- a.f.[] = g


  ]

}

h: i
kk vv   <- h: | h = i
`,
  ],
  [
    "braces that stay open",
    `
a: {b: c, d
kk  kk vvFkk   <- a: | a.b: | a.b = c | a. | a.d
e: f
kk vv   <- a.e: | a.e = f
g: [
kk  I   <- a.g: | a.g.[] =
`,
  ],
  [
    "JSON",
    String.raw`
{
 F
  "a": [{"b":"c\"","d":1}],
FFkkkk   kkkk vvvv kkkkvv  F   <-  | a in ": | a.[].b in ": | a.[].b = "c\" | a.[].d in ": | a.[].d = 1 | 
  "e" : {"f":
FFkkkk   kkkkV   <-  | e in ": | e.f in ": | e.f =
    "g"}, "h":
     vv  FkkkkV   <- e.f = "g |  | h in ": | h =
}

`,
  ],
  [
    "template actions in braces",
    `
a: { {{ b }}, c: {{ d }}, {{ e }}: f, g{{ h }}: "{{ i }}", j: k{{ l, m }}n}
kk  F        Fkk vv      F         kkFkkkkkkkkk  vv       Fkk vvv   <- a: | a. | a.c: | a.c = {{ d }} | a. | a.f | a. | a.g{{ h }}: | a.g{{ h }} = "{{ i }} | a. | a.j: | a.j = k{{ l, m }}n
o: [{{ p }}, q{{ r }}, {{ s
kk           iii   <- o: | o.[] = q{{ r }}
`,
  ],
  [
    "what is wrong in brackets",
    `
a: [b: c, d
kk  iI ii ii   <- a: | a.[] = b | a.[] = | a.[] = c | a.[] = d
 'e', "f
  ii   ii   <- a.[] = 'e | a.[] = "f
 g: h", i#j, k #l]
 iI iii iiii ii   <- a.[] = g | a.[] = | a.[] = h" | a.[] = i#j | a.[] = k
m: {: n, o: p q: r}
iI    kkFkk vvvv kk   <- a.[] = m | a.[] = | a.[].n | a.[]. | a.[].o: | a.[].o = p q | a.[].r
`,
  ],
];
