import type { LeadForm } from '@perennial/api-client';
import { Card, CopyBox } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { useCampaigns, useChannels } from '../../shared/channels/use-channels';
import styles from './form-builder.module.css';
import { embedPolicy, embedSnippet, linkSnippet, publicAddress } from './public-address';

/** How the form gets to people: its address, and a link for the vendor's own pages. */
export function FormShare({ form }: { form: LeadForm }) {
  const { t } = useTranslation('lead-forms');
  const channel = useChannels().find(({ id }) => id === form.channel_id);
  const campaign = useCampaigns().find(({ id }) => id === form.campaign_id);
  const utm = {
    ...(channel ? { source: channel.key } : {}),
    ...(campaign?.utm_campaign ? { campaign: campaign.utm_campaign } : {}),
  };
  const address = publicAddress(form);
  return (
    <Card title={t('share.title')} summary={form.published ? undefined : t('share.draft')}>
      <div className={styles.share}>
        <div>
          <div className={styles.shareLabel}>{t('share.address')}</div>
          <CopyBox label={t('share.address')} text={address} />
        </div>
        <div>
          <div className={styles.shareLabel}>{t('share.embed')}</div>
          <CopyBox label={t('share.embed')} text={embedSnippet(address, form.title)} multiline />
          <p className={styles.shareLabel}>
            {t(form.sites.length > 0 ? 'share.embed_sites' : 'share.embed_anywhere')}
          </p>
        </div>
        <div>
          <div className={styles.shareLabel}>{t('share.policy')}</div>
          <CopyBox label={t('share.policy')} text={embedPolicy(address)} multiline />
        </div>
        <div>
          <div className={styles.shareLabel}>{t('share.link')}</div>
          <CopyBox
            label={t('share.link')}
            text={linkSnippet(publicAddress(form, utm), form.title)}
            multiline
          />
        </div>
        <p className={styles.shareLabel}>{t('share.hint')}</p>
      </div>
    </Card>
  );
}
