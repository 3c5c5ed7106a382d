import { listLeadFieldsOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAttributeLabel } from '../../shared/attributes/use-attributes';

/** The fields of a lead that conditions can be about. */
export function useLeadFields() {
  const query = useQuery(listLeadFieldsOptions());
  return { fields: query.data?.data ?? [], isPending: query.isPending };
}

/** What people call a field that a model looks at. */
export function useFieldNames(): (field: string) => string {
  const { t } = useTranslation('leads');
  const labelOf = useAttributeLabel();
  const { fields } = useLeadFields();
  return (field) => {
    if (field === 'touches') return t('score.field.touches');
    if (field === 'has_company') return t('score.field.has_company');
    const known = fields.find((each) => each.field === field);
    return known ? labelOf(known) : field;
  };
}
