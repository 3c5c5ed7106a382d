import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import type { BehaviourOf } from '../activity/behaviour-search';
import { DayFilter } from '../filters/day-filter';
import { joinValues, splitValues } from '../filters/list-values';
import styles from './story.module.css';
import { storyIcons } from './story-icons';
import { isStoryFiltered, type StoryKind, type StorySearch, storyKinds } from './story-search';

type StoryFiltersProps = {
  of: BehaviourOf;
  search: StorySearch;
  onChange: (part: StorySearch) => void;
  /** Whether there is anything that the filters leave: what is there instead offers to clear them itself. */
  hasRows: boolean;
};

export const noStoryFilter = {
  story_kind: undefined,
  story_from: undefined,
  story_to: undefined,
} satisfies StorySearch;

/** Which kinds of entry of a story are shown, and of which days. */
export function StoryFilters({ of, search, onChange, hasRows }: StoryFiltersProps) {
  const { t } = useTranslation('timeline');
  // Only accounts buy.
  const isThere: Partial<Record<StoryKind, boolean>> = {
    sale: 'account_id' in of,
    touch: useGrant('leads:read'),
    behaviour: useGrant('events:read'),
  };
  const kinds = storyKinds.filter((kind) => isThere[kind] ?? true);
  const chosen = splitValues(search.story_kind);
  const toggle = (kind: string) =>
    joinValues(chosen.includes(kind) ? chosen.filter((each) => each !== kind) : [...chosen, kind]);
  return (
    <div className={styles.filters}>
      <fieldset className={styles.kinds} aria-label={t('story.kinds')}>
        {kinds.map((kind) => {
          const Icon = storyIcons[kind];
          return (
            <button
              key={kind}
              type="button"
              className={styles.kind}
              aria-pressed={chosen.includes(kind)}
              onClick={() => onChange({ story_kind: toggle(kind) })}
            >
              <Icon size={13} aria-hidden="true" />
              {t(`story.kind.${kind}`)}
            </button>
          );
        })}
      </fieldset>
      <div className={styles.days}>
        <div className={styles.day}>
          <DayFilter
            label={t('story.from')}
            value={search.story_from}
            onChange={(story_from) => onChange({ story_from })}
          />
        </div>
        <div className={styles.day}>
          <DayFilter
            label={t('story.to')}
            value={search.story_to}
            onChange={(story_to) => onChange({ story_to })}
          />
        </div>
        {hasRows && isStoryFiltered(search) ? (
          <Button type="text" onClick={() => onChange(noStoryFilter)}>
            {t('story.clear')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
