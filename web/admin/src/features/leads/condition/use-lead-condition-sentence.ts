import type { FieldCondition, SegmentField } from '@perennial/api-client';
import { formatDay, formatMoney, type MoneyValue, useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { useAttributeLabel } from '../../../shared/attributes/use-attributes';
import { useConditionFields } from '../../../shared/conditions/use-condition-fields';
import { useMembers } from '../../../shared/members/use-members';
import { conditionSentence, optionOf, type SentenceWords, sayingOf } from './condition-sentence';
import { everyLead, type LeadCondition } from './lead-condition';

/** Says conditions over leads as sentences, with the names of today. */
export function useLeadConditionSentence(): (condition: LeadCondition | null | undefined) => string {
  const { t } = useTranslation('conditions');
  const { locale } = useKit();
  const { fields, isPending } = useConditionFields('lead');
  const { nameOf } = useMembers();
  const labelOf = useAttributeLabel();

  const said = (field: SegmentField, value: unknown): string => {
    if (typeof value === 'boolean') return t(value ? 'field.yes' : 'field.no');
    if (typeof value === 'number') return new Intl.NumberFormat(locale).format(value);
    if (typeof value === 'object' && value && 'currency' in value)
      return formatMoney(value as MoneyValue, locale);
    const option = optionOf(field, value);
    if (option) return labelOf(option);
    const text = String(value);
    if (field.type === 'member') return nameOf(text) ?? text;
    if (field.type === 'date') return formatDay(text, locale);
    return field.type === 'text' ? t('say.quoted', { text }) : text;
  };
  const fieldSentence = (condition: FieldCondition): string => {
    const field = fields.find((each) => each.field === condition.field);
    if (!field) return isPending ? '…' : condition.field;
    const join = condition.operator === 'has_all' ? t('say.every_value') : t('say.values');
    const values = (condition.values ?? []).map((value) => said(field, value)).join(join);
    return t(`say.${sayingOf(condition, field.type)}`, { field: labelOf(field), values });
  };
  const words: SentenceWords = {
    everyLead: t('say.every_lead'),
    noLead: t('say.no_lead'),
    between: { all: t('say.all'), any: t('say.any') },
    group: (inner) => t('say.group', { inner }),
    not: (inner) => t('say.not', { inner }),
    field: fieldSentence,
  };
  return (condition) => conditionSentence(condition ?? everyLead, words);
}
