import type { LeadCounts } from '@perennial/api-client';
import { Figure, isStage, stageColor } from '@perennial/ui';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { joinValues, splitValues } from '../../shared/filters/list-values';
import styles from './stage-strip.module.css';
import { useLeadStages } from './use-lead-stages';

type StageStripProps = {
  counts: LeadCounts | undefined;
  /** Ids of stages, as in the address. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
};

/** The sales process in one line: how many leads stand where, and a click that shows them. */
export function StageStrip({ counts, value, onChange }: StageStripProps) {
  const { t } = useTranslation('leads');
  const stages = useLeadStages();
  const chosen = splitValues(value);
  const countOf = (id: string) => counts?.by_stage.find(({ stage_id }) => stage_id === id)?.count ?? null;
  return (
    <fieldset className={styles.strip} aria-label={t('strip')} aria-busy={counts === undefined}>
      {stages.map((stage) => {
        const isOn = chosen.includes(stage.id);
        const color =
          isStage(stage.journey_stage) && stage.type !== 'lost'
            ? stageColor(stage.journey_stage)
            : 'var(--line-strong)';
        return (
          <button
            key={stage.id}
            type="button"
            className={styles.stage}
            aria-pressed={isOn}
            style={{ '--stage': color } as CSSProperties}
            onClick={() =>
              onChange(joinValues(isOn ? chosen.filter((id) => id !== stage.id) : [...chosen, stage.id]))
            }
          >
            <span className={styles.name}>{stage.name}</span>
            <span className={styles.count}>
              <Figure value={countOf(stage.id)} />
            </span>
          </button>
        );
      })}
    </fieldset>
  );
}
