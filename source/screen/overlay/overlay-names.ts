/** The texts that can lie over the panes. */
export type PageName = 'help' | 'plan' | 'detail' | 'preview';

/** The lists to choose from that can lie over the panes. */
export type MenuName = 'palette' | 'rerun' | 'leave';

/** What lies over both panes. */
export type Overlay = PageName | MenuName;

/** Tells lists from texts. */
export const isMenu = (overlay: Overlay): overlay is MenuName => overlay === 'palette' || overlay === 'rerun' || overlay === 'leave';
