\\ Taylor coefficients 0 … 12 of functions whose parts are singular, cancel or are inverted, by PARI/GP:
\\   gp -q test/data/singular-series.gp > test/data/singular-series.json
default(seriesprecision, 32);
default(realprecision, 38);
rows = {["sin(x)/x", "(1-cos(x))/x^2", "x/(exp(x)-1)", "x/log(1+x)", "sqrt(1-cos(x))", "((x-sin(x))/x^3)^(1/3)*x", "tan(sin(x))-sin(tan(x))",
  "exp(exp(x)-1)", "log(1+log(1+x))", "log(sin(x)/x)", "log(cos(x))", "(sin(x)/x)^(5/2)", "(1+x)^x", "exp(log(1+x)/x)", "asin(x^2)/x", "acos(x/2)",
  "atan(1/(1+x))", "atan(x/(1-x))", "acosh(2+x)", "sin(Pi*x)/x", "tan(Pi*x)", "2/sqrt(Pi)*intformal(exp(-x^2))/x", "lngamma(1+x)", "psi(2+x)",
  "deriv(deriv(psi(3+x),x),x)", "besselj(0,x)", "sum(k=0,8,(-1)^k/(k!*(k+3)!)*x^(2*k)/2^(2*k+3))", "sum(k=1,14,(-k)^(k-1)/k!*x^(k-1))",
  "serreverse(x*exp(x))", "exp(sin(x))", "deriv(sin(x)/x,x)", "intformal(sin(x)/x)", "sqrt((1+x)^2+x^2)", "serreverse(x-3/10*sin(x))",
  "x^3*(1+x^2)^(3/4)", "(exp(x)-1-x)/(1-cos(x))", "x*sqrt(1+x)", "sinh(x)/sin(x)", "exp(x/10^9)-1", "(1+x)^-7", "tan(3/2+x)",
  "1/(1+exp(-x))", "(exp(x)-1)/(x*(1+x)^(1/3))", "sin(x)^3/(x-x^2/2)^3"]};
quoted(v) = Str("\"", v, "\"");
joined(v, between) = {my(s = v[1]); for(i = 2, #v, s = Str(s, between, v[i])); s};
coefficients(text) = {my(s = eval(text) + O(x^30)); vector(13, i, quoted(strprintf("%.30g", 1.0*polcoef(s, i-1))))};
print("{");
print(joined(vector(#rows, i, Str("  ", quoted(rows[i]), ": [", joined(coefficients(rows[i]), ", "), "]")), ",\n"));
print("}");
