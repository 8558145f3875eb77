/** What faasr-tui uses of undici; loaded when something is first sent through a proxy. A bundle can tell its exports only here, where they are named. */
export {fetch, ProxyAgent, request} from 'undici';
