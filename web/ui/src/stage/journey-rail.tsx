import { type CSSProperties, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Figure } from '../figures/figure';
import { useKit } from '../theme/kit-provider';
import styles from './journey-rail.module.css';
import { type Stage, stageColor } from './stage';

/** A ready-made remark, such as "45% of previous"; the API computed it. */
export type JourneyRailNote = { text: string; href?: string | undefined };

export type JourneyRailStage = {
  stage: Stage;
  count: number;
  notes?: JourneyRailNote[];
  /** The list behind the count; a note has one of its own. */
  href?: string | undefined;
  label?: string;
};

type JourneyRailProps = { stages: JourneyRailStage[]; label: string; current?: Stage | undefined };

/** The journey as a funnel whose figures can be clicked. Heights are linear: half as many is half as high. */
export function JourneyRail({ stages, label, current }: JourneyRailProps) {
  const { t } = useTranslation('kit');
  const noteId = useId();
  const highest = Math.max(1, ...stages.map(({ count }) => count));
  return (
    <nav className={styles.rail} aria-label={label} aria-describedby={noteId}>
      <ol className={styles.stages}>
        {stages.map((entry, index) => {
          const next = stages[index + 1] ?? entry;
          const style = {
            '--stage': stageColor(entry.stage),
            '--from': entry.count / highest,
            '--to': next.count / highest,
          } as CSSProperties;
          return (
            <li key={entry.stage} className={styles.stage} style={style}>
              <div className={styles.content}>
                <StageCount entry={entry} isCurrent={entry.stage === current} />
                {entry.notes?.map((note) => (
                  <StageNote key={note.text} note={note} />
                ))}
              </div>
              <span className={styles.shape} aria-hidden="true" />
            </li>
          );
        })}
      </ol>
      <span id={noteId} className="visually-hidden">
        {t('rail.linear')}
      </span>
    </nav>
  );
}

function StageCount({ entry, isCurrent }: { entry: JourneyRailStage; isCurrent: boolean }) {
  const { t } = useTranslation('kit');
  const { Link } = useKit();
  const content = (
    <>
      <span className={styles.name}>
        <span className={styles.dot} aria-hidden="true" />
        {entry.label ?? t(`stage.${entry.stage}`)}
      </span>
      <span className={styles.count}>
        <Figure value={entry.count} />
      </span>
    </>
  );
  if (!entry.href) return <span className={styles.head}>{content}</span>;
  return (
    <Link href={entry.href} className={styles.head} aria-current={isCurrent ? 'page' : undefined}>
      {content}
    </Link>
  );
}

function StageNote({ note }: { note: JourneyRailNote }) {
  const { Link } = useKit();
  if (!note.href) return <span className={styles.note}>{note.text}</span>;
  return (
    <Link href={note.href} className={styles.note}>
      {note.text}
    </Link>
  );
}
