import { adoptStyle } from './adopt-style.ts';

/**
 * The survey's looks, for a style sheet made by script: in `style.css` every visitor would load them
 * before the first message, and hardly any ever sees a survey.
 */
const css = `
.survey{display:flex;flex-direction:column;align-items:flex-start;gap:10px}
.survey fieldset{width:100%;min-width:0;margin:0;padding:0;border:0}
.survey legend,.comment label{padding:0;font-size:13px;color:var(--muted)}
.scale{display:grid;grid-template-columns:repeat(5,minmax(0,1fr));gap:4px;margin-top:4px}
.scale label{display:flex;flex-direction:column;align-items:center;gap:4px;padding:8px 2px;border:1px solid var(--edge);border-radius:10px;font-size:12px;line-height:1.35;text-align:center;word-break:auto-phrase;cursor:pointer}
.scale label:has(:checked){border-color:var(--accent);background:var(--mine);font-weight:600}
.scale label:has(:focus-visible){outline:2px solid var(--link);outline-offset:2px}
.scale input{width:18px;height:18px;margin:0;accent-color:var(--accent)}
.scale :focus-visible{outline:0}
.comment{display:flex;flex-direction:column;gap:4px;width:100%}
.comment .field{border-radius:14px}
.comment textarea{padding:8px 12px}
@media print{.survey{display:none}}`;

export const adoptSurveyStyle = (): void => adoptStyle(css);
