namespace MediaAnalytics.Grains.Decoding;

/// <summary>The codes of <see cref="MediaError"/>. Those of <c>media.</c> are permanent, those of <c>decoder.</c> may pass.</summary>
public static class MediaErrorCodes
{
    public const string Missing = "media.missing";
    public const string Empty = "media.empty";
    public const string NotMedia = "media.notMedia";
    public const string Playlist = "media.playlist";
    public const string Truncated = "media.truncated";
    public const string Damaged = "media.damaged";
    public const string NoSound = "media.noSound";
    public const string ZeroSeconds = "media.zeroSeconds";
    public const string TooLong = "media.tooLong";
    public const string TooDemanding = "media.tooDemanding";
    public const string TimeOut = "decoder.timeOut";
    public const string NoDecoder = "decoder.missing";
    public const string Failed = "decoder.failed";
}
