import { Drawer } from 'antd';
import { ChevronDown, ChevronUp, Maximize2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useHotkeys } from '../keyboard/use-hotkeys';
import { useIsPhone } from '../theme/use-media-query';
import styles from './detail-drawer.module.css';
import { IconButton } from './icon-button';

type DetailDrawerProps = {
  isOpen: boolean;
  title: ReactNode;
  onClose: () => void;
  /** The record's own page. */
  onExpand?: () => void;
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
  children: ReactNode;
  width?: number;
};

/** A record over its list. The same content is a full page under its own address. */
export function DetailDrawer(props: DetailDrawerProps) {
  const { isOpen, title, onClose, onExpand, onPrevious, onNext, children, width = 560 } = props;
  const { t } = useTranslation('kit');
  const isPhone = useIsPhone();
  return (
    <Drawer
      open={isOpen}
      onClose={onClose}
      size={isPhone ? '100%' : width}
      closable={false}
      destroyOnHidden
      // Keys of the record work inside it; those of the page behind rest.
      data-hotkeys
      rootClassName={styles.drawer ?? ''}
      aria-label={typeof title === 'string' ? title : t('drawer.title')}
      title={<h2 className={styles.title}>{title}</h2>}
      extra={
        <span className={styles.tools}>
          <IconButton label={t('drawer.previous')} icon={<ChevronUp size={16} />} onClick={onPrevious} />
          <IconButton label={t('drawer.next')} icon={<ChevronDown size={16} />} onClick={onNext} />
          {onExpand ? (
            <IconButton label={t('drawer.expand')} icon={<Maximize2 size={15} />} onClick={onExpand} />
          ) : null}
          <IconButton label={t('drawer.close')} icon={<X size={17} />} onClick={onClose} />
        </span>
      }
    >
      {isOpen ? <DrawerKeys onPrevious={onPrevious} onNext={onNext} onClose={onClose} /> : null}
      {children}
    </Drawer>
  );
}

type DrawerKeysProps = Pick<DetailDrawerProps, 'onPrevious' | 'onNext' | 'onClose'>;

function DrawerKeys({ onPrevious, onNext, onClose }: DrawerKeysProps) {
  const { t } = useTranslation('kit');
  const group = t('keyboard.list');
  const closeThis = (event: KeyboardEvent) => {
    // The component library listens as well, and would close the drawer below, which is on top by then.
    event.stopImmediatePropagation();
    onClose();
  };
  useHotkeys([
    { keys: 'escape', label: t('drawer.close'), group, run: closeThis },
    ...(onPrevious ? [{ keys: 'k', label: t('drawer.previous'), group, run: onPrevious }] : []),
    ...(onNext ? [{ keys: 'j', label: t('drawer.next'), group, run: onNext }] : []),
  ]);
  return null;
}
