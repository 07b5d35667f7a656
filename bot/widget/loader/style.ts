/**
 * The launcher's and the panel's looks, for a style sheet made by script: a page that forbids inline
 * styles allows it. They live in a shadow root, so that neither side's rules reach the other; a page
 * sets its wishes by custom properties, which pass through. Letters on the page's own colour are black
 * or white, whichever reads better, and its transparency, which would make that a guess, is dropped. A
 * colour that is none leaves the button's own, which it only lies upon. Forced colours show an outline that has none.
 * The panel stays out of sight until it is ready: what a browser shows of a server that is away is not ours.
 */
export const css = (side: 'left' | 'right'): string =>
  `:host{all:initial;color:#fff;--a:rgb(from var(--madoguchi-accent,#0f6b62) r g b/1)}\
button,iframe{position:fixed;${side}:var(--madoguchi-offset,20px);bottom:var(--madoguchi-offset,20px);z-index:var(--madoguchi-z-index,999999999);border:0;outline:1px solid #0000;box-shadow:0 4px 16px #0003}\
button{display:flex;align-items:center;gap:8px;height:52px;padding:0 20px;border-radius:26px;cursor:pointer;background:#0f6b62;color:var(--madoguchi-on-accent,lch(from var(--a) calc((49.5 - l)*infinity) 0 0));font:600 15px/1 sans-serif;box-shadow:inset 0 0 0 99px var(--a),0 4px 16px #0003}\
button:focus-visible{outline:2px solid;outline-offset:-4px}\
svg{width:26px;fill:none;stroke:currentColor;stroke-width:2}\
b:empty,.ready+[aria-expanded=true]{display:none}\
b{padding:4px 8px;border-radius:16px;background:#b3261e;color:#fff;font-size:12px}\
iframe{visibility:hidden;background:Canvas;width:400px;height:min(720px,100vh - 40px);border-radius:16px}\
.ready{visibility:unset}\
@media(max-width:480px),(max-height:480px){iframe{inset:0;width:100%;height:100%;border-radius:0}}\
@media print{:host{display:none}}`;
