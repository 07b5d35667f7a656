/**
 * Bytes of a picture in an answer. Most answers are read on phones, often in the middle of a task: 300 KB take
 * a second at 3G's better end (2.5 Mbit/s). A screenshot in full has 50 to 200 KB. Sane: 150 to 500 KB.
 */
export const mostPictureBytes = 300 * 1024;

/**
 * Pixels on a side. The widget shows a picture some 330 CSS pixels wide, on the sharpest phones 1,000 of theirs;
 * opened alone, it fills a screen. Sane: 1,200 to 3,000.
 */
export const mostPictureSide = 2_000;
