import { Button, Dropdown } from 'antd';
import { Rows3 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type Density, setAppearance, useAppearance } from '../theme/appearance';
import { useIsPhone } from '../theme/use-media-query';

const densities: Density[] = ['compact', 'regular', 'roomy'];

/** Row height, for all tables of this browser. */
export function DensityMenu() {
  const { t } = useTranslation('kit');
  const { density } = useAppearance();
  // Cards have no rows.
  const isPhone = useIsPhone();
  if (isPhone) return null;
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        selectable: true,
        selectedKeys: [density],
        items: densities.map((key) => ({ key, label: t(`density.${key}`) })),
        onClick: ({ key }) => {
          const chosen = densities.find((each) => each === key);
          if (chosen) setAppearance({ density: chosen });
        },
      }}
    >
      <Button
        type="text"
        icon={<Rows3 size={15} />}
        aria-label={t('density.title')}
        title={t('density.title')}
      />
    </Dropdown>
  );
}
