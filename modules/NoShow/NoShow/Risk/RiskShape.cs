using BookingPlatform.NoShow.Policy;
using Microsoft.EntityFrameworkCore;

namespace BookingPlatform.NoShow.Risk;

/// <summary>Tables of policy and risk.</summary>
internal static class RiskShape
{
    public static void Of(ModelBuilder model)
    {
        model.Entity<NoShowPolicy>(policy =>
        {
            policy.ToTable("noshow_policies").HasKey(x => x.BusinessId);
            policy.Property(x => x.BusinessId).ValueGeneratedNever();
        });
        model.Entity<Objection>(objection =>
        {
            objection.ToTable("noshow_objections").HasKey(x => x.BookingId);
            objection.Property(x => x.BookingId).ValueGeneratedNever();
            objection.Property(x => x.Text).HasMaxLength(Objection.LongestText);
            objection.Property(x => x.Answer).HasMaxLength(Objection.LongestText);
        });
        model.Entity<LearnedModel>(learned =>
        {
            learned.ToTable("noshow_models").HasKey(x => x.Id);
            learned.Property(x => x.Id).ValueGeneratedNever();
            learned.Property(x => x.Weights).HasMaxLength(LearnedModel.LongestWeights);
            learned.Property(x => x.UsualPrices).HasMaxLength(LearnedModel.LongestWeights);
            learned.HasIndex(x => new { x.BusinessId, x.LearnedAtUtc });
        });
        model.Entity<RiskMark>(mark =>
        {
            mark.ToTable("noshow_risk_marks").HasKey(x => x.BookingId);
            mark.Property(x => x.BookingId).ValueGeneratedNever();
            mark.HasIndex(x => x.BusinessId);
        });
    }
}
