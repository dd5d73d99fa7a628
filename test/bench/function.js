/** The function of the tour that brook and its peers differentiate, and where. */
export const text = 'exp(sin(x))*log(1 + x^2)';
export const x = 0.3;
