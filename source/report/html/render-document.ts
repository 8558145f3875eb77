import {createHash} from 'node:crypto';
import {pageScript} from './page-script.js';
import {pageStyle} from './page-style.js';

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing is loaded and nothing runs but the style and script that stand in the page. */
const policy = `default-src 'none'; style-src ${hash(pageStyle)}; script-src ${hash(pageScript)}; img-src data:; base-uri 'none'; form-action 'none'`;

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The whole page around its body, which is HTML already. */
export const renderDocument = (title: string, body: string): string => [
	'<!doctype html>',
	'<html lang="en">',
	'<head>',
	'<meta charset="utf-8">',
	`<meta http-equiv="Content-Security-Policy" content="${policy}">`,
	'<meta name="referrer" content="no-referrer">',
	'<meta name="viewport" content="width=device-width, initial-scale=1">',
	`<title>${escape(title)}</title>`,
	`<style>${pageStyle}</style>`,
	'</head>',
	`<body>${body}<script>${pageScript}</script></body>`,
	'</html>',
	'',
].join('\n');
