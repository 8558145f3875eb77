import {type JSX} from 'react';
import {type Theme} from '../frame/theme.js';
import {Lines} from '../frame/lines.js';
import {type FooterInput, renderFooter} from './render-footer.js';

export type FooterProps = FooterInput & {readonly theme: Theme};

/** The last line of the screen; the last few while a long notice stands there. */
export const Footer = ({theme, ...input}: FooterProps): JSX.Element =>
	<Lines columns={input.columns} lines={renderFooter(input, theme)}/>;
