import type { Breakdown, Group } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { useSegmentFields } from '../../../shared/segments/use-segment-fields';
import type { Holder } from './breakdown-search';
import { useBandName } from './use-band-name';

/** What is asked by which the groups of an answer were made. */
export type SplitQuestion = { unit?: Holder | undefined; breakdown?: Breakdown | null | undefined };

/** The field by which a question is split; nothing while it is on its way, or when it is gone. */
export function useSplitField({ unit = 'person', breakdown }: SplitQuestion) {
  const { fields } = useSegmentFields(breakdown?.of ?? unit, Boolean(breakdown));
  return fields.find(({ field }) => field === breakdown?.field);
}

/** What groups are called, each differently. */
export function useGroupNames() {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const bandName = useBandName();
  const nameOf = (group: Group, isMember: boolean): string => {
    if (group.kind === 'other') return t('split.other');
    if (group.kind === 'none') return t('split.none');
    if (group.kind === 'band') return bandName(group);
    const label = locale.startsWith('zh') ? (group.label_zh ?? group.label) : group.label;
    // The bare id of somebody who left tells nobody anything.
    return label ?? (isMember ? t('split.former_member') : (group.value ?? t('split.none')));
  };
  return (groups: Group[], isMember: boolean): string[] =>
    eachDifferent(groups.map((group) => nameOf(group, isMember)));
}

/** Names that tell apart what they name: the second of the same name is called so. */
export function eachDifferent(names: string[]): string[] {
  return names.map((name, index) => {
    const before = names.slice(0, index).filter((each) => each === name).length;
    return before === 0 ? name : `${name} (${before + 1})`;
  });
}
