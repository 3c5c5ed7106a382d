import styles from './logo.module.css';

const bars = [
  ['discover', 18],
  ['evaluate', 16],
  ['purchase', 13.5],
  ['implement', 11],
  ['use', 9],
  ['renew', 7],
] as const;

type LogoProps = { name?: string | undefined; size?: number };

/** Six bars, one per stage of the journey, narrowing as a funnel does. */
export function Logo({ name, size = 20 }: LogoProps) {
  return (
    <span className={styles.logo}>
      <svg width={size * 1.3} height={size} viewBox="0 0 26 20" aria-hidden="true">
        {bars.map(([stage, height], index) => (
          <rect
            key={stage}
            x={index * 4.6}
            y={19 - height}
            width={2.6}
            height={height}
            rx={1.1}
            fill={`var(--stage-${stage})`}
          />
        ))}
      </svg>
      {name ? <span className={styles.name}>{name}</span> : null}
    </span>
  );
}
