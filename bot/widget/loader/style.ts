/**
 * The launcher's and the panel's looks, for a style sheet made by script: a page that forbids inline
 * styles allows it. They live in a shadow root, so that neither side's rules reach the other; a page
 * sets its wishes by custom properties, which pass through.
 */
export const css = (side: 'left' | 'right'): string => `
:host{all:initial}
button,iframe{position:fixed;${side}:var(--madoguchi-offset,20px);bottom:var(--madoguchi-offset,20px);z-index:var(--madoguchi-z-index,2147483000);border:0}
button{display:flex;align-items:center;gap:8px;height:52px;padding:0 20px 0 16px;border-radius:26px;cursor:pointer;background:var(--madoguchi-accent,#0f6b62);color:var(--madoguchi-on-accent,#fff);font:600 15px/1 "Hiragino Sans","Noto Sans JP",sans-serif;box-shadow:0 4px 16px #0003}
button:focus-visible{outline:2px solid;outline-offset:-5px}
svg{width:26px;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round}
b:empty,[hidden],.ready+[aria-expanded=true]{display:none}
b{min-width:20px;padding:4px 0;border-radius:10px;background:#b3261e;color:#fff;font-size:12px}
iframe{background:Canvas;width:400px;height:min(720px,100vh - 40px);border-radius:16px;box-shadow:0 4px 16px #0003}
@media(forced-colors:active){button,iframe{border:1px solid}}
@media(max-width:480px),(max-height:480px){iframe{inset:0;width:100%;height:100%;border-radius:0}}
@media print{button{display:none}}`;
