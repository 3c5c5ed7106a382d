import { Button } from 'antd';
import type { ReactNode } from 'react';

type IconButtonProps = {
  label: string;
  icon: ReactNode;
  /** Nothing to do: the button is off. */
  onClick: (() => void) | undefined;
  className?: string | undefined;
};

/** An icon that is named for those who don't see it, and on hover for those who do. */
export function IconButton({ label, icon, onClick, className = '' }: IconButtonProps) {
  return (
    <Button
      type="text"
      className={className}
      icon={icon}
      aria-label={label}
      title={label}
      // Whatever switches a whole form off holds for its buttons too.
      {...(onClick ? { onClick: () => onClick() } : { disabled: true })}
    />
  );
}
