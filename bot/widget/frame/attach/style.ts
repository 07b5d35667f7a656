/** Of the dialogs in which something is prepared; few visitors ever see one. */
const css = `
.tool{width:calc(100% - 16px);max-width:760px;height:calc(100% - 16px);max-height:none;margin:auto;padding:0;border:1px solid var(--line);border-radius:14px;background:var(--surface);color:inherit}
.tool[open]{display:flex;flex-direction:column}
.tool.short{height:fit-content;max-height:calc(100% - 16px)}
.tool header{display:flex;align-items:center;gap:8px;padding:6px 6px 6px 16px;border-bottom:1px solid var(--line)}
.tool h2{flex:1;margin:0;font-size:16px}
.tool .body{flex:1;min-height:0;overflow:auto;padding:10px 16px;font-size:14px;line-height:1.65}
.tool .body>*+*{margin-top:10px}
.tool footer{padding:8px 16px calc(10px + env(safe-area-inset-bottom));border-top:1px solid var(--line)}
.tool .buttons{display:flex;flex-wrap:wrap;justify-content:flex-end;gap:8px}
.tool .primary{background:var(--accent);border-color:transparent;color:var(--on-accent);font-weight:600}
.tool .primary:hover{background:var(--accent);color:var(--on-accent)}
.tool .failure{margin-bottom:8px;padding:6px 12px;border-left:3px solid var(--problem);background:var(--notice);font-size:13px}
.tool .going{display:flex;align-items:center;gap:10px;margin-bottom:8px;font-size:13px}
.tool progress{width:100%;accent-color:var(--accent)}
.picture-tool .body{display:flex;flex-direction:column}
.place{flex:1;min-height:150px;display:grid;overflow:auto;border-radius:8px;background:repeating-conic-gradient(var(--line) 0 25%,var(--ground) 0 50%) 0 0/16px 16px}
.stage{position:relative;margin:auto;touch-action:pinch-zoom;cursor:crosshair;user-select:none;-webkit-user-select:none}
.stage canvas{display:block;width:100%;height:100%}
.mark{position:absolute;padding:0;background:#000;cursor:move;touch-action:pinch-zoom}
.mark[aria-pressed=true]{outline:2px solid #fff;box-shadow:0 0 0 4px #0a66c2;z-index:1}
.mark i{position:absolute;right:-10px;bottom:-10px;width:24px;height:24px;border:2px solid #fff;border-radius:50%;background:#0a66c2;cursor:nwse-resize;display:none}
.mark[aria-pressed=true] i{display:block}
.corner{position:absolute;width:14px;height:14px;margin:-7px 0 0 -7px;border:3px solid #fff;border-radius:50%;background:#0a66c2;pointer-events:none}
.tools{display:flex;flex-wrap:wrap;gap:6px}
.tool .said{min-height:1.65em;margin-top:4px;font-size:12px;color:var(--muted)}
@media (max-height:520px){.picture-tool .body{display:block}.place{height:60vh}}
@media (forced-colors:active){.mark,.mark i,.corner{forced-color-adjust:none}}`;

let adopted = false;

/** Adds them to the page, once. The frame's own policy forbids inline styles and allows these. */
export const adoptToolStyle = (): void => {
  if (adopted) return;
  adopted = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
};
