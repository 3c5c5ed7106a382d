import { type RefSelectProps, Select, type SelectProps } from 'antd';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/session-store';
import { useMembers } from './use-members';

type MemberSelectProps = Omit<SelectProps<string | null>, 'options' | 'onChange' | 'mode'> & {
  onChange?: (memberId: string | null) => void;
  /** What an empty choice is called; without it there must be somebody. */
  noneLabel?: string;
  ref?: Ref<RefSelectProps>;
};

/** Chooses a colleague. The reader stands first: most choices are "me". */
export function MemberSelect({ noneLabel, value, onChange, ...rest }: MemberSelectProps) {
  const options = useMemberOptions();
  const none = noneLabel ? [{ value: '', label: noneLabel, search: noneLabel }] : [];
  return (
    <Select<string | null>
      showSearch={{ optionFilterProp: 'search' }}
      popupMatchSelectWidth={false}
      {...rest}
      value={value === null && noneLabel ? '' : (value ?? null)}
      options={[...none, ...options]}
      onChange={(chosen) => onChange?.(chosen || null)}
    />
  );
}

/** Active colleagues as options, the reader first. */
export function useMemberOptions() {
  const { t } = useTranslation('work');
  const { members } = useMembers();
  const me = useSession().member.id;
  return members
    .filter((member) => member.status === 'active')
    .toSorted((left, right) => Number(right.id === me) - Number(left.id === me))
    .map(({ id, name }) => ({
      value: id,
      label: id === me ? t('member.me', { name }) : name,
      search: name,
    }));
}
