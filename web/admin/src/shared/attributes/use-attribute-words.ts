import type { AttributeDefinition } from '@perennial/api-client';
import { listAttributeDefinitionsOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAttributeLabel } from './use-attributes';

const prefix = 'attributes.';
const none: AttributeDefinition[] = [];

/** How a change of the workspace's own fields reads, which is told of `attributes.<key>`: in the names they were given. */
export function useAttributeWords() {
  const { t } = useTranslation('work');
  const labelOf = useAttributeLabel();
  const query = useQuery({
    ...listAttributeDefinitionsOptions({ query: { limit: 200 } }),
    staleTime: 300_000,
  });
  const definitions = query.data?.data ?? none;
  return useMemo(() => {
    // Accounts, people and leads may each have one of this key.
    const of = (field: string) => definitions.filter(({ key }) => field === prefix + key);
    return {
      fieldName: (field: string): string | undefined => {
        const [definition] = of(field);
        if (definition) return labelOf(definition);
        return field.startsWith(prefix) ? field.slice(prefix.length) : undefined;
      },
      valueName: (field: string, value: string): string | undefined => {
        if (of(field).some(({ type }) => type === 'boolean')) {
          return t(value === 'true' ? 'attribute.yes' : 'attribute.no');
        }
        const option = of(field)
          .flatMap(({ options }) => options)
          .find((each) => each.value === value);
        return option && labelOf(option);
      },
    };
  }, [definitions, labelOf, t]);
}
