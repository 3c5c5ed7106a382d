import type { Condition, ExplainedNode, SegmentField } from '@perennial/api-client';
import { Day, Figure, Money, type MoneyValue, RelativeTime } from '@perennial/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAttributeLabel } from '../../../shared/attributes/use-attributes';
import type { Subject } from '../../../shared/conditions/draft/condition-draft';
import { useMembers } from '../../../shared/members/use-members';
import { usePlanName } from '../../../shared/plans/use-plans';
import { useSegmentFields } from '../../../shared/segments/use-segment-fields';
import styles from './explain.module.css';

type FoundValueProps = { node: ExplainedNode; condition: Condition | undefined; subject: Subject };

/** What is there: the value of a field, how often something was done, how many fulfil it. */
export function FoundValue({ node, condition, subject }: FoundValueProps) {
  const { t } = useTranslation('segments');
  const text = (content: ReactNode) => <span className={styles.found}>{content}</span>;
  switch (node.node) {
    case 'field':
      return text(<FoundField found={node.found} condition={condition} subject={subject} />);
    case 'events': {
      const { count = 0, last_at } = (node.found ?? {}) as { count?: number; last_at?: string | null };
      return text(
        <>
          {t('why.found_events', { count })}
          {last_at ? (
            <>
              {' · '}
              {t('why.found_latest')} <RelativeTime at={last_at} />
            </>
          ) : null}
        </>,
      );
    }
    case 'subscription':
    case 'person':
    case 'account': {
      const { count = 0, of = 0 } = (node.found ?? {}) as { count?: number; of?: number };
      return text(t('why.found_of', { count, of }));
    }
    default:
      return null;
  }
}

type FoundFieldProps = { found: unknown; condition: Condition | undefined; subject: Subject };

function FoundField({ found, condition, subject }: FoundFieldProps) {
  const { t } = useTranslation('segments');
  const { fields } = useSegmentFields(subject);
  const name = condition && 'field' in condition ? condition.field.field : undefined;
  const field = fields.find((each) => each.field === name);
  const isNothing = found === null || found === undefined || (Array.isArray(found) && found.length === 0);
  if (isNothing) return t('why.found_nothing');
  return (
    <>
      {t('why.found')} <Value found={found} field={field} />
    </>
  );
}

/** As the reader's language writes values of its kind. */
function Value({ found, field }: { found: unknown; field: SegmentField | undefined }): ReactNode {
  const { t } = useTranslation(['segments', 'conditions']);
  const labelOf = useAttributeLabel();
  const { nameOf } = useMembers();
  const planName = usePlanName();
  const worded = (word: unknown) => {
    const option = field?.options.find(({ value }) => value === word);
    return option ? labelOf(option) : String(word);
  };
  if (typeof found === 'boolean') return t(found ? 'conditions:field.yes' : 'conditions:field.no');
  if (typeof found === 'number') return <Figure value={found} />;
  if (Array.isArray(found)) return found.map(worded).join(t('why.separator'));
  if (typeof found === 'object' && found && 'currency' in found) return <Money value={found as MoneyValue} />;
  if (field?.type === 'date') return <Day on={String(found)} />;
  if (field?.type === 'member') return nameOf(String(found)) ?? String(found);
  if (field?.type === 'plan') return planName(String(found));
  return typeof found === 'object' ? JSON.stringify(found) : worded(found);
}
