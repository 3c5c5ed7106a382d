import type { Segment } from '@perennial/api-client';
import { PageHeader } from '@perennial/ui';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLeaveQuestion } from '../../shared/forms/use-leave-question';
import { GrantGate } from '../../shared/grants/grant-gate';
import { newDraft } from './segment-draft';
import { SegmentEditor } from './segment-editor';
import { useSegmentDraft } from './use-segment-draft';

/** A segment from nothing, or from one of the usual starting points. */
export function NewSegmentPage() {
  return (
    <GrantGate grant="customers:write">
      <GrantGate grant="events:read">
        <NewSegment />
      </GrantGate>
    </GrantGate>
  );
}

function NewSegment() {
  const { t } = useTranslation('segments');
  const { start, subject } = useSearch({ from: '/_app/segments/new' });
  const navigate = useNavigate();
  const name = start ? t(`start.${start}.name`) : '';
  const begin = useMemo(() => newDraft(subject ?? 'account', start, name), [subject, start, name]);
  const state = useSegmentDraft(`new.${start ?? subject ?? ''}`, begin);
  const { holder, leaveFreely } = useLeaveQuestion(state.isChanged, state.forget);
  const open = ({ id }: Segment) => {
    leaveFreely();
    void navigate({ to: '/segments/$segmentId', params: { segmentId: id } });
  };
  return (
    <>
      {holder}
      <PageHeader title={t('new.title')} summary={t('new.summary')} />
      <SegmentEditor state={state} canWrite onSaved={open} />
    </>
  );
}
