import { Decisions } from './decisions';
import styles from './lead-routing.module.css';
import { OwnerHistory } from './owner-history';

/** Whose the lead was from when to when, and why. */
export function OwnershipPanel({ leadId }: { leadId: string }) {
  return (
    <div className={styles.panel}>
      <OwnerHistory leadId={leadId} />
      <Decisions leadId={leadId} />
    </div>
  );
}
