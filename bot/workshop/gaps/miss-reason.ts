/** Why a question counts as one without a good answer. */
export const missReasons = ['fallback', 'clarified', 'unhelpful'] as const;
export type MissReason = (typeof missReasons)[number];
