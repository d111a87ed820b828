namespace BookingPlatform.NoShow.Risk;

/// <summary>Solves a symmetric, positive definite system given by its lower triangle.</summary>
internal static class Cholesky
{
    public static double[] Solve(double[][] lower, double[] right)
    {
        var root = Factor(lower);
        var solution = (double[])right.Clone();
        for (var row = 0; row < solution.Length; row++)
        {
            for (var column = 0; column < row; column++)
                solution[row] -= root[row][column] * solution[column];
            solution[row] /= root[row][row];
        }

        for (var row = solution.Length - 1; row >= 0; row--)
        {
            for (var below = row + 1; below < solution.Length; below++)
                solution[row] -= root[below][row] * solution[below];
            solution[row] /= root[row][row];
        }

        return solution;
    }

    private static double[][] Factor(double[][] lower)
    {
        var root = lower.Select(row => (double[])row.Clone()).ToArray();
        for (var row = 0; row < root.Length; row++)
            for (var column = 0; column <= row; column++)
            {
                for (var before = 0; before < column; before++)
                    root[row][column] -= root[row][before] * root[column][before];
                root[row][column] = row == column ? Math.Sqrt(root[row][row]) : root[row][column] / root[column][column];
            }

        return root;
    }
}
