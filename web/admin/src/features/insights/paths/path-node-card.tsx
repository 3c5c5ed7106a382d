import type { PathNode } from '@perennial/api-client';
import { Figure, useAppearance } from '@perennial/ui';
import { Button } from 'antd';
import { type CSSProperties, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chartPalette } from '../../../shared/charts/chart-palette';
import type { OpenCell } from '../../../shared/charts/retention-types';
import styles from './path-list.module.css';
import type { PathParts } from './path-parts';
import type { PathEnd } from './use-path-flow';
import type { PathWords } from './use-path-words';

/** So many of what comes next are there at once. */
const shownLinks = 3;

type PathNodeCardProps = {
  node: PathNode;
  links: PathParts['links'];
  color: number | undefined;
  /** How many of its paths lead nowhere. */
  stopped: number;
  /** How many paths a full bar is. */
  most: number;
  words: PathWords;
  onOpen: OpenCell;
  onExplore: ((end: PathEnd, name: string) => void) | undefined;
};

/** An event at one step: how many paths have it here, how many end, and where the others go. */
export function PathNodeCard(props: PathNodeCardProps) {
  const { node, links, color, stopped, most, words, onOpen, onExplore } = props;
  const { t } = useTranslation('insights');
  const { mode } = useAppearance();
  const palette = chartPalette(mode);
  const [isWhole, setIsWhole] = useState(false);
  const { name } = node;
  const shown = isWhole ? links : links.slice(0, shownLinks);
  return (
    <li
      className={styles.node}
      style={
        {
          '--series': color === undefined ? palette.textFaint : palette.series(color),
          '--all': node.paths / Math.max(most, 1),
          '--ended': stopped / Math.max(node.paths, 1),
        } as CSSProperties
      }
    >
      <h4 className={styles.name}>
        <span>{words.nodeName(node)}</span>
        <Figure value={node.paths} />
      </h4>
      <span className={styles.bar} aria-hidden="true">
        <i />
      </span>
      <p className={styles.facts}>
        <span>{words.share(node)}</span>
        <UnitsButton count={node.units} cell={node.cells.units} words={words} onOpen={onOpen} />
      </p>
      {node.ended > 0 ? (
        <p className={styles.facts}>
          <span>
            {t('paths.ended')} <Figure value={node.ended} />
          </span>
          <UnitsButton count={node.ended_units} cell={node.cells.ended} words={words} onOpen={onOpen} />
        </p>
      ) : null}
      {node.went_on > 0 ? (
        <p className={styles.facts}>
          <span>
            {t('paths.went_on')} <Figure value={node.went_on} />
          </span>
        </p>
      ) : null}
      <ul className={styles.next} aria-label={t('paths.next')}>
        {shown.map(({ link, to }) => (
          <li key={link.cell} className={styles.facts}>
            <span>
              → {words.nodeName(to)} <Figure value={link.paths} />
            </span>
            <UnitsButton count={link.units} cell={link.cell} words={words} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      <span className={styles.actions}>
        {links.length > shown.length ? (
          <Button size="small" type="link" onClick={() => setIsWhole(true)}>
            {t('paths.more', { count: links.length - shown.length })}
          </Button>
        ) : null}
        {onExplore && name ? (
          <>
            <Button size="small" type="link" onClick={() => onExplore('start', name)}>
              {t('paths.from_here')}
            </Button>
            <Button size="small" type="link" onClick={() => onExplore('end', name)}>
              {t('paths.to_here')}
            </Button>
          </>
        ) : null}
      </span>
    </li>
  );
}

type UnitsButtonProps = { count: number; cell: string; words: PathWords; onOpen: OpenCell };

function UnitsButton({ count, cell, words, onOpen }: UnitsButtonProps) {
  if (count === 0) return <span>{words.units(count)}</span>;
  return (
    <button type="button" className={styles.open} onClick={() => onOpen(cell)}>
      {words.units(count)}
    </button>
  );
}
