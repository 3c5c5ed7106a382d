import { AsOfField } from '../as-of-field';
import styles from './breakdown.module.css';
import type { SplitSearch } from './breakdown-search';
import { SegmentField } from './segment-field';
import { SplitField } from './split-field';

type AudienceFieldsProps = { search: SplitSearch; set: (change: SplitSearch) => void };

/** Whom a question looks at, and how it splits them, and as of when: a line of their own in its fields. */
export function AudienceFields(props: AudienceFieldsProps) {
  return (
    <div className={styles.audience}>
      <SplitField {...props} />
      <SegmentField {...props} />
      <AsOfField {...props} />
    </div>
  );
}
