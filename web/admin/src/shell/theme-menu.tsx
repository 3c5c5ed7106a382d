import { setAppearance, type ThemeChoice, useAppearance } from '@perennial/ui';
import { Button, Dropdown } from 'antd';
import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslation } from 'react-i18next';

const choices = [
  { key: 'light', Icon: Sun },
  { key: 'dark', Icon: Moon },
  { key: 'system', Icon: Monitor },
] as const satisfies { key: ThemeChoice; Icon: typeof Sun }[];

export function ThemeMenu() {
  const { t } = useTranslation('shell');
  const { theme, mode } = useAppearance();
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        selectable: true,
        selectedKeys: [theme],
        items: choices.map(({ key, Icon }) => ({ key, icon: <Icon size={14} />, label: t(`theme.${key}`) })),
        onClick: ({ key }) => {
          const chosen = choices.find((choice) => choice.key === key);
          if (chosen) setAppearance({ theme: chosen.key });
        },
      }}
    >
      <Button
        type="text"
        icon={mode === 'dark' ? <Moon size={16} /> : <Sun size={16} />}
        aria-label={t('theme.title')}
        title={t('theme.title')}
      />
    </Dropdown>
  );
}
