import { useAppearance } from '@perennial/ui';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { chartPalette, seriesColor } from '../../../shared/charts/chart-palette';
import legend from '../../../shared/charts/line-chart.module.css';
import styles from './breakdown.module.css';
import type { GroupLine, GroupLines } from './use-group-lines';

/** The names of the lines beside their colours; where that can be chosen, each is switched on and off. */
export function GroupLegend({ lines, shown, onLines }: GroupLines) {
  const { t } = useTranslation('insights');
  const { mode } = useAppearance();
  const palette = chartPalette(mode);
  const look = ({ color }: GroupLine) => ({ '--series': seriesColor(color, palette) }) as CSSProperties;
  const isShown = ({ key }: GroupLine) => shown.some((line) => line.key === key);
  if (!onLines) {
    return (
      <ul className={legend.legend}>
        {shown.map((line) => (
          <li key={line.key} style={look(line)}>
            {line.name}
          </li>
        ))}
      </ul>
    );
  }
  const toggle = (line: GroupLine) => {
    const keys = lines.filter((each) => isShown(each) !== (each.key === line.key)).map(({ key }) => key);
    onLines(keys);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a look of its own
    <div role="group" className={styles.lines} aria-label={t('split.lines')}>
      {lines.map((line) => (
        <button
          key={line.key}
          type="button"
          className={styles.line}
          style={look(line)}
          aria-pressed={isShown(line)}
          title={line.name}
          onClick={() => toggle(line)}
        >
          <span>{line.name}</span>
        </button>
      ))}
    </div>
  );
}
