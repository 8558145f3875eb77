/** The page's looks, light and dark, on a screen and on paper. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #1f2328; --dim: #656d76; --paper: #fff; --line: #d0d7de; --soft: #f6f8fa; --good: #1a7f37; --bad: #cf222e; --busy: #9a6700; --wait: #8c959f; --run: #2da44e; --path: #0969da; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --dim: #8b949e; --paper: #0d1117; --line: #30363d; --soft: #161b22; --good: #3fb950; --bad: #f85149; --busy: #d29922; --wait: #484f58; --run: #3fb950; --path: #58a6ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 75rem; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.4rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; } h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
.verdict { font-weight: 700; } .dim { color: var(--dim); }
.COMPLETED { color: var(--good); } .FAILED, .TIMEOUT, .CANCELLED { color: var(--bad); } .SKIPPED, .NOT_INVOKED, .PENDING { color: var(--dim); } .RUNNING, .INVOKED { color: var(--busy); }
.cause { border-left: 4px solid var(--bad); padding: .25rem .75rem; margin: .75rem 0; background: var(--soft); }
code, pre { font: 13px/1.45 ui-monospace, monospace; } pre { margin: .25rem 0; padding: .5rem .75rem; background: var(--soft); overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; } th button { all: unset; cursor: pointer; font-weight: 600; } th button:focus-visible, summary:focus-visible, input:focus-visible, a:focus-visible { outline: 2px solid var(--path); outline-offset: 2px; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
input { font: inherit; padding: .3rem .5rem; border: 1px solid var(--line); border-radius: 6px; background: var(--paper); color: inherit; width: 18rem; max-width: 100%; margin: .25rem 0 .5rem; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; padding: .5rem; }
svg text { fill: var(--ink); font: 12px ui-monospace, monospace; } svg .box { fill: var(--paper); stroke: var(--line); stroke-width: 1.5; } svg .box.COMPLETED { stroke: var(--good); } svg .box.FAILED, svg .box.TIMEOUT, svg .box.CANCELLED { stroke: var(--bad); stroke-width: 2.5; } svg .box.SKIPPED, svg .box.NOT_INVOKED { stroke-dasharray: 4 3; } svg .edge { fill: none; stroke: var(--wait); stroke-width: 1.2; } svg .small { fill: var(--dim); font-size: 10px; }
svg .waiting { fill: none; stroke: var(--wait); } svg .queued { fill: var(--line); } svg .starting { fill: var(--busy); } svg .running { fill: var(--run); } svg .critical { fill: var(--path); font-weight: 700; }
details { border-bottom: 1px solid var(--line); padding: .25rem 0; } summary { cursor: pointer; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .5rem 0; } dt { color: var(--dim); } dd { margin: 0; overflow-wrap: anywhere; }
[hidden] { display: none !important; } .script-only { display: none; } .has-script .script-only { display: block; }
@media print { body { max-width: none; padding: 0; } .script-only { display: none !important; } h2, h3 { break-after: avoid; } tr, .cause { break-inside: avoid; } }
`;
