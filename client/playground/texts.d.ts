/** The bundler puts the text of the file here. */
declare module "*.yaml" {
  const text: string;
  export default text;
}
