/** Numbers that round: x + c − c is the multiple of c's last place nearest to x, for x small beside c. */

/** To integers, |x| < 2^51. */
export const toInteger: number = 6755399441055744; // 1.5·2^52
/** To multiples of 2^-35, |x| < 2^16. */
export const toGrid: number = 196608; // 1.5·2^17
