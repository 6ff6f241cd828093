import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * How many relations a question goes along, one inside the other; the entries that it begins with are none.
 *
 * @param document a valid one: its fragments do not lead back to themselves
 * @param entityTypes names of the types that stand for content types
 */
export const relationDepth = (
  document: DocumentNode,
  operationName: string | null,
  schema: GraphQLSchema,
  entityTypes: ReadonlySet<string>
): number => {
  const operations = document.definitions.filter(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION
  );
  const operation = operations.find(({ name }) => operationName === null || name?.value === operationName);
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment])
  );
  const ofFragment = new Map<string, number>();

  const compositeOf = (name: string | undefined): GraphQLCompositeType | undefined => {
    const type = name === undefined ? undefined : schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  };

  const ofSpread = (name: string): number => {
    const known = ofFragment.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    const depth = fragment ? ofSelections(fragment.selectionSet, compositeOf(fragment.typeCondition.name.value)) : 0;
    ofFragment.set(name, depth);
    return depth;
  };

  const ofSelections = (set: SelectionSetNode | undefined, parent: GraphQLCompositeType | undefined): number =>
    Math.max(
      0,
      ...(set?.selections ?? []).map((node) => {
        if (node.kind === Kind.FRAGMENT_SPREAD) return ofSpread(node.name.value);
        if (node.kind === Kind.INLINE_FRAGMENT) {
          return ofSelections(node.selectionSet, compositeOf(node.typeCondition?.name.value) ?? parent);
        }
        const fields = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields() : {};
        const field = fields[node.name.value];
        if (!field || !node.selectionSet) return 0;
        const type = getNamedType(field.type);
        const inner = ofSelections(node.selectionSet, isCompositeType(type) ? type : undefined);
        return inner + (entityTypes.has(type.name) ? 1 : 0);
      })
    );

  const root = operation ? schema.getRootType(operation.operation) : undefined;
  return Math.max(0, ofSelections(operation?.selectionSet, root ?? undefined) - 1);
};
