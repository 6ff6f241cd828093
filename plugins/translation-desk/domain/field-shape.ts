/** What kind of text a field holds. Parts of components are fields of their own, by name. */
export type FieldShape =
  /** One text, of at most so many characters. */
  | { readonly kind: 'plain'; readonly longest?: number }
  | { readonly kind: 'blocks' }
  | { readonly kind: 'component'; readonly fields: FieldShapes }
  /** A dynamic zone: the shapes of its components by uid. */
  | { readonly kind: 'zone'; readonly components: Readonly<Record<string, FieldShapes>> };

export type FieldShapes = Readonly<Record<string, FieldShape>>;
