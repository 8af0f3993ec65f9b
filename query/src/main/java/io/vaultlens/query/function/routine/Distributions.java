package io.vaultlens.query.function.routine;

/** The gamma, beta and error functions and what is made of them. */
public final class Distributions {
    private static final double[] LANCZOS = {
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
        -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
        1.5056327351493116e-7
    };
    private static final double TINY = 1e-300;
    private static final int STEPS = 500;

    private Distributions() {}

    public static Object gamma(Object[] arguments) {
        return arguments[0] == null ? null : (Object) gamma((double) arguments[0]);
    }

    public static Object logGamma(Object[] arguments) {
        return arguments[0] == null ? null : (Object) logGamma((double) arguments[0]);
    }

    private static double gamma(double x) {
        if (x == Math.rint(x) && x > 0 && x < 171) {
            double product = 1;
            for (int i = 2; i < x; i++) {
                product *= i;
            }
            return product;
        }
        if (x < 0.5) {
            return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
        }
        return Math.exp(logGamma(x));
    }

    private static double logGamma(double x) {
        if (x < 0.5) {
            return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
        }
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (x - 1 + i);
        }
        double t = x + 6.5;
        return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
    }

    public static Object erf(Object[] arguments) {
        return arguments[0] == null ? null : (Object) erf((double) arguments[0]);
    }

    public static Object erfc(Object[] arguments) {
        return arguments[0] == null ? null : (Object) (1 - erf((double) arguments[0]));
    }

    /** A power series near 0, 1 further out. */
    private static double erf(double x) {
        if (Math.abs(x) > 6) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; n < 400 && Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }

    /** The probability that a beta-distributed number is not above x. */
    public static Object betaCdf(Object[] arguments) {
        if (anyNull(arguments)) {
            return null;
        }
        double x = (double) arguments[0];
        return x < 0 || x > 1 ? Double.NaN : beta(x, (double) arguments[1], (double) arguments[2]);
    }

    public static Object betaPdf(Object[] arguments) {
        if (anyNull(arguments)) {
            return null;
        }
        double x = (double) arguments[0];
        double a = (double) arguments[1];
        double b = (double) arguments[2];
        if (x < 0 || x > 1 || a <= 0 || b <= 0) {
            return Double.NaN;
        }
        double scale = logGamma(a + b) - logGamma(a) - logGamma(b);
        return Math.exp(scale + (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x));
    }

    /** The number that a beta-distributed one exceeds with the rest of the probability. */
    public static Object betaInverse(Object[] arguments) {
        if (anyNull(arguments)) {
            return null;
        }
        double p = (double) arguments[0];
        double a = (double) arguments[1];
        double b = (double) arguments[2];
        if (a <= 0 || b <= 0) {
            return Double.NaN;
        }
        if (p < 0 || p > 1) {
            return null;
        }
        double low = 0;
        double high = 1;
        for (int i = 0; i < 200 && high - low > 1e-17; i++) {
            double middle = (low + high) / 2;
            if (beta(middle, a, b) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static double beta(double x, double a, double b) {
        if (a <= 0 || b <= 0) {
            return a <= 0 ? 1 : Double.NaN;
        }
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front =
                Math.exp(
                        logGamma(a + b)
                                - logGamma(a)
                                - logGamma(b)
                                + a * Math.log(x)
                                + b * Math.log1p(-x));
        return x < (a + 1) / (a + b + 2)
                ? front * fraction(x, a, b) / a
                : 1 - front * fraction(1 - x, b, a) / b;
    }

    /** The continued fraction of the incomplete beta function. */
    private static double fraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / notZero(1 - (a + b) * x / (a + 1));
        double h = d;
        for (int m = 1; m <= STEPS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / notZero(1 + even * d);
            c = notZero(1 + even / c);
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / notZero(1 + odd * d);
            c = notZero(1 + odd / c);
            h *= d * c;
            if (Math.abs(d * c - 1) < 1e-16) {
                break;
            }
        }
        return h;
    }

    private static double notZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /** The p-value of Welch's test that two samples have the same mean. */
    public static Object welch(Object[] arguments) {
        if (anyNull(arguments)) {
            return null;
        }
        double one = (double) arguments[1] / (double) arguments[2];
        double other = (double) arguments[4] / (double) arguments[5];
        double t = ((double) arguments[0] - (double) arguments[3]) / Math.sqrt(one + other);
        double freedom =
                (one + other)
                        * (one + other)
                        / (one * one / ((double) arguments[2] - 1)
                                + other * other / ((double) arguments[5] - 1));
        return beta(freedom / (freedom + t * t), freedom / 2, 0.5);
    }

    private static boolean anyNull(Object[] arguments) {
        for (Object each : arguments) {
            if (each == null) {
                return true;
            }
        }
        return false;
    }
}
