import type { SegmentField } from '@perennial/api-client';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import { useAttributeLabel } from '../../../shared/attributes/use-attributes';
import { useSegmentFields } from '../../../shared/segments/use-segment-fields';
import { BuilderField } from '../builder-field';
import { NumberField } from '../number-field';
import { BoundsField } from './bounds-field';
import {
  type ChosenSplit,
  type Holder,
  mostGroups,
  type SplitSearch,
  usualBounds,
  usualMost,
  withSplit,
} from './breakdown-search';
import { SplitHint } from './split-hint';

type SplitFieldProps = { search: SplitSearch; set: (change: SplitSearch) => void };

/** By which field the answer is split: of those who are counted, or of the accounts of these people. */
export function SplitField({ search, set }: SplitFieldProps) {
  const { t } = useTranslation('insights');
  const { split, unit = 'person' } = search;
  const own = useSplitFields(unit);
  const ofAccounts = useSplitFields('account');
  const mayRead = useGrant('customers:read');
  const labelOf = useAttributeLabel();
  if (!mayRead && !split) return null;
  const holder = split?.of ?? unit;
  const fieldsOf = (of: Holder) => (of === unit ? own : ofAccounts).fields;
  const chosen = fieldsOf(holder).find(({ field }) => field === split?.field);
  const groups = (unit === 'person' ? (['person', 'account'] as const) : (['account'] as const))
    .map((of) => ({
      label: t(of === unit ? `split.of_${of}` : 'split.of_their_accounts'),
      options: fieldsOf(of).map((each) => ({
        value: `${of}:${each.field}`,
        label: labelOf(each),
        search: `${each.label} ${each.label_zh} ${each.field}`,
      })),
    }))
    .filter(({ options }) => options.length > 0);
  const isPending = own.isPending || ofAccounts.isPending;
  const isNumber = chosen?.type === 'number' || Boolean(split?.bounds);
  const isGone = split !== undefined && !chosen && !isPending && !own.isError;
  const isNone = groups.length === 0 && !isPending && !own.isError;
  // The server would list every field that there is.
  const pointer = isGone ? '/breakdown/of' : isNumber ? '/breakdown/field' : '/breakdown';
  const choose = (value: string | undefined) => {
    if (!value) return set(withSplit(undefined));
    const of: Holder = value.startsWith('account:') ? 'account' : 'person';
    const field = value.slice(of.length + 1);
    const type = fieldsOf(of).find((each) => each.field === field)?.type;
    set(withSplit({ field, of, ...(type === 'number' ? { bounds: usualBounds } : {}) }));
  };
  return (
    <>
      <BuilderField label={t('split.label')} pointer={pointer} isWide>
        {(control) => (
          <>
            <Select<string>
              {...control}
              allowClear
              style={{ width: '100%' }}
              popupMatchSelectWidth={false}
              placeholder={t('split.nothing')}
              loading={isPending}
              showSearch={{ optionFilterProp: 'search' }}
              notFoundContent={isPending ? null : t(own.isError ? 'split.failed' : 'split.not_found')}
              options={groups}
              {...(split ? { value: `${holder}:${split.field}` } : {})}
              // One that is gone is called as the question calls it.
              labelRender={() =>
                chosen ? <FieldName field={chosen} of={holder} unit={unit} /> : split?.field
              }
              onChange={choose}
            />
            <SplitHint isChosen={Boolean(split)} isGone={isGone} isNone={isNone} />
          </>
        )}
      </BuilderField>
      {split && isNumber ? (
        <BoundsField
          value={split.bounds ?? usualBounds}
          onChange={(bounds) => set(withSplit({ ...split, bounds }))}
        />
      ) : null}
      {split && !isNumber ? <MostField split={split} onChange={(next) => set(withSplit(next))} /> : null}
    </>
  );
}

/** What remembers its past, and makes groups. */
function useSplitFields(of: Holder) {
  const mayRead = useGrant('customers:read');
  const { fields, ...state } = useSegmentFields(of, mayRead);
  return { fields: fields.filter(({ can_split }) => can_split), ...state };
}

function FieldName({ field, of, unit }: { field: SegmentField; of: Holder; unit: Holder }) {
  const { t } = useTranslation('insights');
  const labelOf = useAttributeLabel();
  return of === unit ? labelOf(field) : t('split.their', { field: labelOf(field) });
}

type MostFieldProps = { split: ChosenSplit; onChange: (split: ChosenSplit) => void };

/** How many groups are told apart. */
function MostField({ split, onChange }: MostFieldProps) {
  const { t } = useTranslation('insights');
  return (
    <NumberField
      label={t('split.most')}
      pointer="/breakdown/most"
      value={split.most ?? usualMost}
      min={1}
      max={mostGroups}
      onChange={(most) => onChange({ ...split, most: most === usualMost ? undefined : most })}
    />
  );
}
