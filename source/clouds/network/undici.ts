/** What faasr-tui uses of undici; loaded when something is first sent through a proxy, or to a platform. A bundle can tell its exports only here, where they are named. */
export {Agent, fetch, ProxyAgent, request} from 'undici';
