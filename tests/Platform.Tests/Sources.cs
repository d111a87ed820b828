namespace BookingPlatform.Platform.Tests;

/// <summary>The repository's own files, for tests about them.</summary>
internal static class Sources
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>C# files of these folders, without what the compiler made.</summary>
    public static IEnumerable<string> Files(params string[] folders) => folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new InvalidOperationException("The tests run outside the repository."),
        _ when File.Exists(Path.Combine(folder.FullName, "BookingPlatform.sln")) => folder.FullName,
        _ => Find(folder.Parent),
    };
}
