import { type CSSProperties, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Figure } from '../figures/figure';
import { useKit } from '../theme/kit-provider';
import styles from './journey-rail.module.css';
import { type Stage, stageColor } from './stage';

export type JourneyRailStage = {
  stage: Stage;
  count: number;
  /** Ready-made remarks, such as "45% of previous"; the API computed them. */
  notes?: string[];
  href?: string;
  label?: string;
};

type JourneyRailProps = { stages: JourneyRailStage[]; label: string; current?: Stage | undefined };

/** The journey as a funnel that can be clicked. Heights are linear: half as many is half as high. */
export function JourneyRail({ stages, label, current }: JourneyRailProps) {
  const { t } = useTranslation('kit');
  const { Link } = useKit();
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
          const content = <StageContent entry={entry} />;
          return (
            <li key={entry.stage} className={styles.stage} style={style}>
              {entry.href ? (
                <Link
                  href={entry.href}
                  className={styles.link}
                  aria-current={entry.stage === current ? 'page' : undefined}
                >
                  {content}
                </Link>
              ) : (
                <span className={styles.link}>{content}</span>
              )}
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

function StageContent({ entry }: { entry: JourneyRailStage }) {
  const { t } = useTranslation('kit');
  return (
    <>
      <span className={styles.name}>
        <span className={styles.dot} aria-hidden="true" />
        {entry.label ?? t(`stage.${entry.stage}`)}
      </span>
      <span className={styles.count}>
        <Figure value={entry.count} />
      </span>
      {entry.notes?.map((note) => (
        <span key={note} className={styles.note}>
          {note}
        </span>
      ))}
    </>
  );
}
