import { adoptStyle } from './adopt-style.ts';

/** For what is attached, in the log and beside the field; most visitors never see any of it. */
const css = `
.attach{flex:none;display:grid;place-items:center;width:36px;height:36px;margin:3px 0 3px 3px;border-radius:50%;color:var(--muted)}
.attach:hover{background:var(--ground)}
.attach+textarea{padding-left:6px}
.composer .menu{top:auto;right:auto;bottom:calc(100% + 6px);left:0;z-index:1}
.remark-attach{margin-bottom:8px;font-size:13px;color:var(--problem)}
.dropping .frame{outline:3px dashed var(--link);outline-offset:-8px}
.drop-hint{position:fixed;inset:auto 16px 90px;z-index:3;padding:10px 16px;border-radius:12px;background:var(--accent);color:var(--on-accent);text-align:center;font-size:14px;pointer-events:none}
.bubble.picture{padding:4px}
.thumb{display:grid;place-items:center;max-width:100%;min-width:48px;min-height:48px;border-radius:12px;overflow:hidden;background:var(--ground);color:var(--muted);font-size:12px;cursor:zoom-in}
.thumb img{width:100%;height:100%;object-fit:contain}
.thumb.failed{cursor:default;padding:8px 12px}
.bubble summary{cursor:pointer;font-size:14px;min-height:24px}
.column-list{margin:4px 0 0;padding-left:1.9em;font-size:14px;line-height:1.6}
.column-list li::marker{color:var(--muted);font-size:12px;font-variant-numeric:tabular-nums}
.none{color:var(--muted)}
.large{width:calc(100% - 16px);max-width:none;height:calc(100% - 16px);max-height:none;margin:auto;padding:0;border:0;border-radius:12px;background:var(--surface);color:inherit}
.large[open]{display:flex;flex-direction:column}
.large .round{align-self:flex-end;flex:none;margin:4px}
.large div{flex:1;min-height:0;overflow:auto;display:grid;place-items:center;padding:0 8px 8px}
.large img{max-width:100%;max-height:100%}
dialog::backdrop{background:rgb(0 0 0/.5)}
@media print{.attach,.drop-hint{display:none}}`;

export const adoptAttachingStyle = (): void => adoptStyle(css);
