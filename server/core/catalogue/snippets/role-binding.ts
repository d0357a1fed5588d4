/** A RoleBinding that gives a ServiceAccount the rights of a Role, all three of the same name; `annotations` are the lines below its name. */
export function roleBinding(annotations: string): string {
  return `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: <<name>>
${annotations}roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: <<name>>
subjects:
  - kind: ServiceAccount
    name: <<name>>
    # The namespace that the application is deployed to. With another one, the ServiceAccount has none of these rights.
    namespace: <<destination=namespace-of-the-application>>
`.slice(1);
}
