import type { ActivityKind, ActivityOutcome, TouchKind, Trigger } from '@perennial/api-client';
import { listEventNamesOptions, listLeadFormsOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import { useCampaigns, useChannels } from '../../../shared/channels/use-channels';
import styles from './rules.module.css';

const kinds = ['form', 'touch', 'activity', 'event'] as const;
type Kind = (typeof kinds)[number];

const starts: Record<Kind, Trigger> = {
  form: { form: {} },
  touch: { touch: {} },
  activity: { activity: { outcomes: ['reached'] } },
  event: { event: { names: [] } },
};

function kindOf(trigger: Trigger): Kind {
  return kinds.find((kind) => kind in trigger) ?? 'touch';
}

type TriggerFieldProps = { value: Trigger; onChange: (trigger: Trigger) => void };

/** What must happen for a rule to count. */
export function TriggerField({ value, onChange }: TriggerFieldProps) {
  const { t } = useTranslation('scores');
  return (
    <span className={styles.pair}>
      <Select<Kind>
        aria-label={t('trigger.label')}
        popupMatchSelectWidth={false}
        value={kindOf(value)}
        options={kinds.map((kind) => ({ value: kind, label: t(`trigger.${kind}`) }))}
        onChange={(kind) => onChange(starts[kind])}
      />
      {'form' in value ? <Forms value={value.form} onChange={(form) => onChange({ form })} /> : null}
      {'touch' in value ? <Touches value={value.touch} onChange={(touch) => onChange({ touch })} /> : null}
      {'activity' in value ? (
        <Activities value={value.activity} onChange={(activity) => onChange({ activity })} />
      ) : null}
      {'event' in value ? <Events value={value.event} onChange={(event) => onChange({ event })} /> : null}
    </span>
  );
}

type Part<Value> = { value: Value; onChange: (value: Value) => void };
type ManyProps<Value extends string> = {
  label: string;
  any: string;
  options: { value: Value; label: string }[];
  value: Value[] | undefined;
  onChange: (values: Value[]) => void;
  isTyped?: boolean;
};

/** Some of a list; none of them stands for all. */
function Many<Value extends string>({ label, any, options, value, onChange, isTyped }: ManyProps<Value>) {
  return (
    <Select<Value[]>
      aria-label={label}
      mode={isTyped ? 'tags' : 'multiple'}
      className={styles.values ?? ''}
      popupMatchSelectWidth={false}
      placeholder={any}
      showSearch={{ optionFilterProp: 'label' }}
      options={options}
      value={value ?? []}
      onChange={onChange}
    />
  );
}

function Forms({ value, onChange }: Part<{ form_ids?: string[] }>) {
  const { t } = useTranslation('scores');
  const forms = useQuery(listLeadFormsOptions({ query: { limit: 200 } })).data?.data ?? [];
  return (
    <Many
      label={t('trigger.form')}
      any={t('trigger.any_form')}
      options={forms.map(({ id, name }) => ({ value: id, label: name }))}
      value={value.form_ids}
      onChange={(form_ids) => onChange({ form_ids })}
    />
  );
}

const touchKinds = ['form', 'api', 'manual', 'import', 'visit'] as const satisfies TouchKind[];

function Touches({
  value,
  onChange,
}: Part<{ kinds?: TouchKind[]; channel_ids?: string[]; campaign_ids?: string[] }>) {
  const { t } = useTranslation('scores');
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  return (
    <>
      <Many
        label={t('trigger.channels')}
        any={t('trigger.any_channel')}
        options={useChannels().map(named)}
        value={value.channel_ids}
        onChange={(channel_ids) => onChange({ ...value, channel_ids })}
      />
      <Many
        label={t('trigger.campaigns')}
        any={t('trigger.any_campaign')}
        options={useCampaigns().map(named)}
        value={value.campaign_ids}
        onChange={(campaign_ids) => onChange({ ...value, campaign_ids })}
      />
      <Many<TouchKind>
        label={t('trigger.kinds')}
        any={t('trigger.any_kind')}
        options={touchKinds.map((kind) => ({ value: kind, label: t(`touch_kind.${kind}`) }))}
        value={value.kinds}
        onChange={(next) => onChange({ ...value, kinds: next })}
      />
    </>
  );
}

const activityKinds = [
  'call',
  'wechat',
  'email',
  'sms',
  'visit',
  'demo',
  'other',
] as const satisfies ActivityKind[];
const outcomes = ['reached', 'not_reached'] as const satisfies ActivityOutcome[];

function Activities({ value, onChange }: Part<{ kinds?: ActivityKind[]; outcomes?: ActivityOutcome[] }>) {
  const { t } = useTranslation('scores');
  return (
    <>
      <Many<ActivityKind>
        label={t('trigger.ways')}
        any={t('trigger.any_way')}
        options={activityKinds.map((kind) => ({ value: kind, label: t(`activity_kind.${kind}`) }))}
        value={value.kinds}
        onChange={(next) => onChange({ ...value, kinds: next })}
      />
      <Many<ActivityOutcome>
        label={t('trigger.outcomes')}
        any={t('trigger.any_outcome')}
        options={outcomes.map((outcome) => ({ value: outcome, label: t(`outcome.${outcome}`) }))}
        value={value.outcomes}
        onChange={(next) => onChange({ ...value, outcomes: next })}
      />
    </>
  );
}

function Events({ value, onChange }: Part<{ names: string[] }>) {
  const { t } = useTranslation('scores');
  const mayRead = useGrant('events:read');
  const query = useQuery({ ...listEventNamesOptions({ query: { limit: 200 } }), enabled: mayRead });
  const known = query.data?.data ?? [];
  return (
    <Many
      isTyped
      label={t('trigger.event')}
      any={t('trigger.choose_events')}
      options={known.map(({ name }) => ({ value: name, label: name }))}
      value={value.names}
      onChange={(names) => onChange({ names })}
    />
  );
}
