import type { Segment } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import { ConflictNotice } from '../../shared/conflict/conflict-notice';
import { draftOf, type SegmentDraft, saysTheSame } from './segment-draft';
import { useSentence } from './segment-words';

type SegmentConflictProps = {
  theirs: Segment;
  draft: SegmentDraft;
  isPending: boolean;
  onTakeTheirs: () => void;
  onKeepMine: () => void;
};

/** What others saved meanwhile beside what is written here. */
export function SegmentConflict({ theirs, draft, ...decide }: SegmentConflictProps) {
  const { t } = useTranslation(['segments', 'conditions']);
  const sentenceOf = useSentence();
  const texts = { name: '', description: '' };
  const isOther = !saysTheSame({ ...draft, ...texts }, { ...draftOf(theirs), ...texts });
  const fields = [
    { field: t('name'), theirs: theirs.name, mine: draft.name },
    { field: t('description'), theirs: theirs.description ?? '', mine: draft.description },
  ].filter((each) => each.theirs !== each.mine);
  const condition = {
    field: t('conditions:builder.title'),
    theirs: sentenceOf(theirs),
    mine: t('conflict.below'),
  };
  return <ConflictNotice fields={isOther ? [...fields, condition] : fields} {...decide} />;
}
