using System;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Copies an ELF-64 little-endian library and, only where the host's libstdc++ lacks a symbol version, marks the copy's need of that
/// version weak (VER_FLG_WEAK in its .gnu.version_r entry), so that the loader does not refuse the file for it.
/// Compiled by the build itself, so it may use nothing but netstandard and MSBuild.
/// </summary>
public sealed class PatchVersionNeed : Task
{
    private const uint VersionNeedSection = 0x6ffffffe;
    private const ushort WeakFlag = 2;

    private static readonly string[] LibraryFolders =
    {
        "/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu", "/usr/lib64", "/lib64", "/usr/lib", "/lib",
    };

    [Required] public string Source { get; set; }

    [Required] public string Destination { get; set; }

    [Required] public string Version { get; set; }

    public override bool Execute()
    {
        string host = LibraryFolders.Select(folder => Path.Combine(folder, "libstdc++.so.6")).FirstOrDefault(File.Exists);
        byte[] library = File.ReadAllBytes(Source);
        if (host == null)
        {
            Log.LogWarning("libstdc++.so.6 was not found in {0}: torch will not load. Install libstdc++6.", string.Join(", ", LibraryFolders));
        }
        else if (!Holds(File.ReadAllBytes(host), Version))
        {
            int marked = MarkWeak(library);
            Log.LogMessage(MessageImportance.Normal, "{0}: {1} need(s) of {2} marked weak, since {3} lacks it", Destination, marked, Version, host);
        }

        // Written only when it differs, so that an incremental build copies nothing.
        if (!File.Exists(Destination) || !File.ReadAllBytes(Destination).SequenceEqual(library))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Destination));
            File.WriteAllBytes(Destination, library);
        }

        return !Log.HasLoggedErrors;
    }

    private int MarkWeak(byte[] elf)
    {
        if (elf.Length < 64 || elf[0] != 0x7f || elf[1] != 'E' || elf[4] != 2 || elf[5] != 1)
        {
            Log.LogError("{0} is not a 64-bit little-endian ELF file.", Source);
            return 0;
        }

        int marked = 0;
        long sections = BitConverter.ToInt64(elf, 0x28);
        int size = BitConverter.ToUInt16(elf, 0x3a);
        int count = BitConverter.ToUInt16(elf, 0x3c);
        for (int i = 0; i < count; i++)
        {
            int header = (int)(sections + (i * size));
            if (BitConverter.ToUInt32(elf, header + 4) != VersionNeedSection) continue;
            int need = (int)BitConverter.ToInt64(elf, header + 0x18);
            int link = (int)(sections + (BitConverter.ToUInt32(elf, header + 0x28) * size));
            int names = (int)BitConverter.ToInt64(elf, link + 0x18);
            while (true)
            {
                int entry = need + (int)BitConverter.ToUInt32(elf, need + 8);
                for (int n = BitConverter.ToUInt16(elf, need + 2); n > 0; n--)
                {
                    if (NameAt(elf, names + (int)BitConverter.ToUInt32(elf, entry + 8)) == Version)
                    {
                        elf[entry + 4] |= (byte)WeakFlag;
                        marked++;
                    }

                    entry += (int)BitConverter.ToUInt32(elf, entry + 12);
                }

                uint next = BitConverter.ToUInt32(elf, need + 12);
                if (next == 0) break;
                need += (int)next;
            }
        }

        return marked;
    }

    private static string NameAt(byte[] bytes, int start) =>
        Encoding.ASCII.GetString(bytes, start, Array.IndexOf(bytes, (byte)0, start) - start);

    private static bool Holds(byte[] bytes, string text)
    {
        byte[] wanted = Encoding.ASCII.GetBytes(text + "\0");
        for (int at = Array.IndexOf(bytes, wanted[0]); at >= 0 && at + wanted.Length <= bytes.Length; at = Array.IndexOf(bytes, wanted[0], at + 1))
        {
            int same = 1;
            while (same < wanted.Length && bytes[at + same] == wanted[same]) same++;
            if (same == wanted.Length) return true;
        }

        return false;
    }
}
