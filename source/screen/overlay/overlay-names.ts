/** The texts that can lie over the panes. */
export type PageName = 'help' | 'plan' | 'detail';

/** The lists to choose from that can lie over the panes. */
export type MenuName = 'palette' | 'rerun';
