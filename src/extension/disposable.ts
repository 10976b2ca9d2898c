/** Something that ends. The editor's own class is a value; this is its shape. */
export interface Disposable {
  dispose(): unknown;
}
