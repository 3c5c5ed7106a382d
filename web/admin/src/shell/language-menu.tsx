import { Button, Dropdown } from 'antd';
import { Languages } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { changeLanguage } from '../i18n/i18n';
import { languages } from '../i18n/language';

export function LanguageMenu() {
  const { t, i18n } = useTranslation('shell');
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        selectable: true,
        selectedKeys: [i18n.language],
        items: languages.map((key) => ({ key, label: <span lang={key}>{t(`language.${key}`)}</span> })),
        onClick: ({ key }) => {
          const chosen = languages.find((language) => language === key);
          if (chosen) void changeLanguage(chosen);
        },
      }}
    >
      <Button
        type="text"
        icon={<Languages size={16} />}
        aria-label={t('language.title')}
        title={t('language.title')}
      />
    </Dropdown>
  );
}
